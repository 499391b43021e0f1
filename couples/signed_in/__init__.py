"""Who is signed in, and where: sessions, the middleware that reads them, and the names of devices."""
