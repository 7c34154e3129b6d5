-- Each try asks from where its name came in before, and those of its network too.
create index attempts_known on auth.attempts (subject_hash, address_hash, at) where succeeded;
