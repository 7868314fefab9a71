// How any button asks for the search palette: the same key the palette listens for, so there is one way in. Not here: the palette.

export const paletteEvent = 'grein:palette'

export function askPalette() {
  document.dispatchEvent(new CustomEvent(paletteEvent))
}
