-- A period of the party, a platform or the police is awaited: when it is over the lamp is yellow, and the office not late.
UPDATE deadlines
  SET red_at = NULL, yellow_at = due_at, next_at = CASE WHEN next_at < due_at THEN due_at ELSE next_at END
  WHERE red_at IS NOT NULL AND law ->> 'binds' <> 'authority';
