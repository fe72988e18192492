"""The one picture and the one sound: what preview, export and the command line draw and mix with."""
