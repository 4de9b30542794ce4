//! The data that `limpide` reads for French: compiled forms, borrowed as they lie.
