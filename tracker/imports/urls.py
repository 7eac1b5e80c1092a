"""The addresses of imports."""

from django.urls import path

from tracker.imports.views import answers, columns_page, import_pages, lists, names, questions, refused_file, undo

app_name = "imports"
urlpatterns = [
    path("", import_pages.imports, name="imports"),
    path("lists/<int:pk>/", lists.rename, name="list"),
    path("<int:pk>/", import_pages.import_page, name="import"),
    path("<int:pk>/columns/", import_pages.columns, name="columns"),
    path("<int:pk>/columns/look/", columns_page.look, name="look"),
    path("<int:pk>/columns/read/", columns_page.read, name="read"),
    path("<int:pk>/new-list/", answers.new_list, name="new_list"),
    path("<int:pk>/same-list/", answers.same_list, name="same_list"),
    path("<int:pk>/answer/", questions.answer_row, name="answer"),
    path("<int:pk>/answer/all/", questions.answer_all, name="answer_all"),
    path("<int:pk>/names/", names.add, name="add_names"),
    path("<int:pk>/names/take/", names.take, name="take_name"),
    path("<int:pk>/names/itself/", names.itself, name="name_itself"),
    path("<int:pk>/confirm/", import_pages.confirm, name="confirm"),
    path("<int:pk>/refused/", refused_file.refused_file, name="refused"),
    path("<int:pk>/undo/", undo.undo, name="undo"),
    path("<int:pk>/stop/", import_pages.stop, name="stop"),
    path("<int:pk>/remove/", import_pages.remove, name="remove"),
]
