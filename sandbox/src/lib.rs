//! The simulated world outside Siar: phones, people, receipts, faults and ground truth.
