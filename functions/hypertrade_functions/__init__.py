"""Cloud Functions: HTTP and task entry points over the library's services. Nothing stands yet."""
