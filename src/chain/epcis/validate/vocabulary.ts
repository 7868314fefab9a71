// The bare words of EPCIS 2.0 and the Core Business Vocabulary, by the field they may stand in. Not here: what they mean for the ledger.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const bizSteps = words(`
  accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting decommissioning departing
  destroying disassembling dispensing encoding entering_exiting holding inspecting installing killing loading other packing picking
  receiving removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting shipping staging_outbound
  stock_taking stocking storing transporting unloading unpacking void_shipping`)
export const dispositions = words(`
  active available completeness_inferred completeness_verified conformant container_closed container_open damaged destroyed dispensed
  disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement
  no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold returned sellable_accessible
  sellable_not_accessible stolen unavailable unknown`)
export const bizTransactionTypes = words(
  'bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt',
)
export const sourceDestTypes = words('owning_party possessing_party location')
export const errorReasons = words('did_not_occur incorrect_data')
export const actions = words('OBSERVE ADD DELETE')
export const sensorAlerts = words('ALARM_CONDITION ERROR_CONDITION')
export const components = words(`
  x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude longitude altitude`)
export const measurementTypes = words(`
  AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume Angle
  AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent
  DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force
  Frequency Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity
  MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity
  MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity Resistance
  Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate
  VolumeFraction VolumetricFlux Wavenumber`)

/** What a quantity of things may be counted in, besides pieces (no unit): mass, volume, area, length, and counts by name. */
export const quantityUnits = words(`
  TNE KGM GRM MGM MC DTN HGM CGM DG DJ 2U LBR ONZ STN APZ GRN
  LTR MLT CLT DLT HLT 4G MTQ DMQ CMQ MMQ K6 GLL GLI OZA OZI PTI QTI FTQ INQ YDQ BLL
  MTK DMK CMK MMK KMK HAR FTK INK YDK
  MTR DMT CMT MMT KMT FOT INH YRD SMI
  EA H87 C62 PR DZN GRO NIU`)
