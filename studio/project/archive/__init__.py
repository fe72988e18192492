"""A project as one file for another machine: what goes along, and how it is packed and unpacked."""
