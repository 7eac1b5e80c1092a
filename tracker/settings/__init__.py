"""Every setting, read from the environment; the defaults make a laptop run with SQLite and no file to edit."""

from tracker.settings.applications import *
from tracker.settings.backups import *
from tracker.settings.database import *
from tracker.settings.environment import *
from tracker.settings.files import *
from tracker.settings.language_model import *
from tracker.settings.languages import *
from tracker.settings.limits import *
from tracker.settings.logs import *
from tracker.settings.mail import *
from tracker.settings.privacy import *
from tracker.settings.processes import *
from tracker.settings.security import *
from tracker.settings.several_machines import *
from tracker.settings.sign_in import *
from tracker.settings.watching import *
