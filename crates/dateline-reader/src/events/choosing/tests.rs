use super::ParticipantWeights;

#[test]
fn rows_are_read_and_what_is_no_row_is_refused() {
    assert!(ParticipantWeights::read("# a comment\nrole=actor\t10\t\t-5\n").is_some());
    assert!(ParticipantWeights::read("role=actor\t10\t20\n").is_none());
    assert!(ParticipantWeights::read("role=actor\tten\t20\t30\n").is_none());
}
