"""Static files, files that people attach or upload, and where both are kept."""

from tracker.settings.environment import DEBUG, ROOT, TESTING, VAR, env
from tracker.setup.service_urls.files_url import files_storage

STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static", ("guide", ROOT / "docs" / "guide" / "pictures")]
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    # What is attached, exported and imported: in the data folder, or in a bucket that several machines share.
    "default": files_storage(env.str("FILES_URL", "")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "tracker.setup.bundled_stylesheets.BundlingStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = TESTING or DEBUG  # else each of a test's many clients would first read every file
# Where a clamd looks at what is attached, such as 127.0.0.1:3310.
VIRUS_SCANNER = env.str("VIRUS_SCANNER", "")
FILE_UPLOAD_HANDLERS = [
    "tracker.imports.upload_limit.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
