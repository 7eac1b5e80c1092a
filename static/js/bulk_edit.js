// While what is asked for changes, the look at what becomes of it is out of date: nothing is done before it is drawn anew.
document.addEventListener("input", ({ target }) => {
  if (target.form?.id === "bulk-edit") document.getElementById("do")?.setAttribute("disabled", "");
});
