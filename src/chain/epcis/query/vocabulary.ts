// The words the Core Business Vocabulary 2.0 and the GS1 Web Vocabulary have, by the field they may stand in. Not here: what they mean here.
import { wholeWord } from '../words.ts'

const words = {
  bizStep:
    'accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing killing loading other packing picking receiving removing repackaging repairing replacing reserving retail_selling shipping staging_outbound stock_taking stocking storing transporting unloading unpacking void_shipping sensor_reporting sampling',
  disposition:
    'active container_closed damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive no_pedigree_match non_sellable_other partially_dispensed recalled reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unknown available completeness_verified completeness_inferred conformant container_open mismatch_instance mismatch_class mismatch_quantity needs_replacement non_conformant unavailable',
  errorReason: 'did_not_occur incorrect_data',
  measurementType:
    'AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Radioactivity Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber',
} as const

export type WordField = keyof typeof words

/** As the field calls them in `wholeWord`. */
const fieldOf: Readonly<Record<WordField, string>> = {
  bizStep: 'bizStep',
  disposition: 'disposition',
  errorReason: 'reason',
  measurementType: 'measurementType',
}

export const wordsOf = (field: WordField): readonly string[] => words[field].split(' ')

const whole: Readonly<Record<WordField, ReadonlySet<string>>> = {
  bizStep: all('bizStep'),
  disposition: all('disposition'),
  errorReason: all('errorReason'),
  measurementType: all('measurementType'),
}

function all(field: WordField): ReadonlySet<string> {
  return new Set(wordsOf(field).map((word) => wholeWord(word, fieldOf[field])))
}

/** Where each vocabulary lives: a word there that the vocabulary has not, is a mistake and not somebody's own. */
const homes: Readonly<Record<WordField, readonly string[]>> = {
  bizStep: ['https://ref.gs1.org/cbv/', 'https://ns.gs1.org/cbv/', 'http://ns.gs1.org/cbv/', 'urn:epcglobal:cbv:'],
  disposition: ['https://ref.gs1.org/cbv/', 'https://ns.gs1.org/cbv/', 'http://ns.gs1.org/cbv/', 'urn:epcglobal:cbv:'],
  errorReason: ['https://ref.gs1.org/cbv/', 'https://ns.gs1.org/cbv/', 'http://ns.gs1.org/cbv/', 'urn:epcglobal:cbv:'],
  measurementType: ['https://gs1.org/voc/', 'https://www.gs1.org/voc/', 'http://gs1.org/voc/'],
}

/** The word whole, somebody's own URI as it is, or null for what is neither. */
export function knownWord(text: string, field: WordField): string | null {
  const word = wholeWord(text, fieldOf[field])
  if (whole[field].has(word)) return word
  return isUri(word) && !homes[field].some((home) => word.startsWith(home)) ? word : null
}

/** The short word for a whole one, as answers in JSON write it. */
export function shortWord(word: string, field: WordField): string {
  return wordsOf(field).find((short) => wholeWord(short, fieldOf[field]) === word) ?? word
}

export const isUri = (text: string) => /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`{|}]+$/.test(text)
