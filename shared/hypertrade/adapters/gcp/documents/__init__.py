"""Documents in Firestore: names, values, questions, revisions, the store."""

from hypertrade.adapters.gcp.documents.store import FirestoreDocuments

__all__ = ["FirestoreDocuments"]
