// A name at the head of a page or a sentence. Not here: which names keep their own spelling.
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
