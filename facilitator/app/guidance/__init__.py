"""What the screens of suggestions and of failure modes show."""
