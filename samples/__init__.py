"""A small news site written for archivist: pages, pictures, and what each page says."""
