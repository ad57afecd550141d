-- How a session was opened: whoever signed in elsewhere is not asked to change a password here.
ALTER TABLE sessions ADD COLUMN way text NOT NULL DEFAULT 'password' CHECK (way IN ('password', 'oidc'));
