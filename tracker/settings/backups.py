"""Backups that the worker makes every day, and how little room on the disk is worth a warning."""

from tracker.settings.environment import env

# A folder of the worker's machine, better on another disk. Empty: none are made, unless `backup --every day` said so.
BACKUP_FOLDER = env.str("BACKUP_FOLDER", "")
# How many of them stay; 0 keeps all.
BACKUP_KEEP = env.int("BACKUP_KEEP", 14)
# In megabytes: below it administrators are warned. 0: never.
DISK_WARNING = env.int("DISK_WARNING_MB", 500)
