//! How a session reaches WhatsApp: the Engine trait and its engines.
