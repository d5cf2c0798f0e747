//! Files in their encodings and wrappings to reports.
