/** Alone, so that the door clears what begins so without loading what reads it. */
export const reasonsPrefix = "holdfast-reasons:";
