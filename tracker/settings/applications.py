"""The packages of the house and of others, what stands around each page, and how templates are found."""

from tracker.settings.environment import ROOT

INSTALLED_APPS = [
    "tracker.setup",
    "tracker.kit",
    "tracker.search",
    "tracker.lists",
    "tracker.accounts",
    "django_tasks_db",
    "tracker.backups",
    "tracker.exports",
    "tracker.history",
    "tracker.directory",
    "tracker.files",
    "tracker.mandates",
    "tracker.tags",
    "tracker.meetings",
    "tracker.records",
    "tracker.pledges",
    "tracker.follow_ups",
    "tracker.invitations",
    "tracker.needs",
    "tracker.agendas",
    "tracker.change_requests",
    "tracker.notes",
    "tracker.activities",
    "tracker.suggestions",
    "tracker.briefings",
    "tracker.circulation",
    "tracker.calendar_mails",
    "tracker.commitments",
    "tracker.partner_links",
    "tracker.notifications",
    "tracker.incoming_mail",
    "tracker.mail_answers",
    "tracker.owner_mails",
    "tracker.pages",
    "tracker.implementation",
    "tracker.imports",
    "tracker.reports",
    "tracker.privacy",
    "tracker.health",
    "tracker.demo",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "tree_queries",
    "lucide",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Takes the queue off the admin site, once that has found it.
    "tracker.background",
]

MIDDLEWARE = [
    # Asked every few seconds, by the number of the machine: neither the host nor HTTPS is looked at.
    "tracker.health.probes.probes",
    "tracker.setup.watch.request_lines.request_lines",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "tracker.kit.middleware.strip_nul.without_nul",
    # All below may ask the database.
    "tracker.setup.database_away.answered_while_away",
    "tracker.kit.middleware.chosen_names.chosen_names",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tracker.accounts.middleware.PreferredLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tracker.accounts.middleware.SignInFirst",
    "tracker.kit.middleware.readable_posts.readable_posts",
    "tracker.kit.middleware.last_deed.forget_refused",
    "tracker.kit.middleware.full_disk.FullDisk",
    # The last two call the view themselves.
    "tracker.databases.middleware.ReadFromReplica",
    "tracker.history.atomic_posts.AtomicPosts",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
FORM_RENDERER = "tracker.kit.drawn_fields.form_renderer.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.accounts.context_processors.rights",
                "tracker.accounts.context_processors.mail",
            ],
        },
    },
]
