-- Files are beside the database, by their name in stored_as; those of earlier versions are in
-- content.
CREATE TABLE file_of_answer (
  assignment_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  content_type TEXT NOT NULL,
  content BLOB,
  stored_as TEXT,
  PRIMARY KEY (assignment_id, question_id)
);
INSERT INTO file_of_answer (assignment_id, question_id, content_type, content)
  SELECT assignment_id, question_id, content_type, content FROM uploaded_file;
DROP TABLE uploaded_file;
ALTER TABLE file_of_answer RENAME TO uploaded_file;
