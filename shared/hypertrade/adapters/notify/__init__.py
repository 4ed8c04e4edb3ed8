"""What carries messages to people: mail, webhooks, Telegram; the same on every platform."""
