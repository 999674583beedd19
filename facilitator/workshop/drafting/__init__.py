"""The records that acts put and remove: answers, decisions, confirmations. The guide is read where they need it."""
