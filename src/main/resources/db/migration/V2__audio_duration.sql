-- How long the stored audio plays, in seconds; null where its bytes do not say, and for audio stored before.
ALTER TABLE job ADD COLUMN audio_seconds numeric;
