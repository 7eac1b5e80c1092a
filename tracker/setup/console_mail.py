"""Mail without a mail server: printed to the console, so that its link can be copied whole."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    def write_message(self, message: EmailMessage) -> None:
        """As people read it. Django's own prints it as sent, with long links cut in two."""
        rule = "-" * 79
        people = ", ".join(message.recipients())
        self.stream.write(f"{rule}\nTo: {people}\nSubject: {message.subject}\n\n{message.body}\n{rule}\n")
