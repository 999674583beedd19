"""What acts put and remove: answers, decisions, confirmations. It needs the guide, so acts import it when they run."""
