DROP TABLE pace_minutes, session_profiles, session_transitions, sessions, nodes;
