"""For people and programs: command line, HTTP, chat. It does not know how anything is found or checked."""
