"""Other people's formats: notes, charts and letters in forms that others read. Must not know what is stored."""
