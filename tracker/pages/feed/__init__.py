"""What a calendar holds besides events: its reminders, and the days by which one's own follow-ups are due."""
