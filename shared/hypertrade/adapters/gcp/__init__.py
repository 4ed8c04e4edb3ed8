"""The adapters on Google Cloud; the only place that may import Google's SDKs."""
