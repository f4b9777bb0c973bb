"""Coverage-guided fuzzing of the readers, of the judgement and of the protocol of the workers."""
