//! Names of countries, regions, cities and their inhabitants, and the places they mean.
