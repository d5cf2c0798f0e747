//! Networks: their parts, forwards and backwards, and their training.

pub(crate) mod example;
pub(crate) mod forms;
pub(crate) mod freeze;
pub(crate) mod heads;
pub(crate) mod layers;
pub(crate) mod matrix;
pub(crate) mod parameters;
pub(crate) mod recipe;
pub(crate) mod student;
pub(crate) mod teacher;
pub(crate) mod train;
