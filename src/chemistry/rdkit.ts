// The few calls of RDKit's WebAssembly build that we use, as types. Not here: loading it; each host does that its own way.

export type RdkitMolecule = {
  get_smiles(): string
  get_inchi(): string
  get_json(): string
  get_descriptors(): string
  get_frags(details: string): { molList: RdkitList }
  get_svg_with_highlights(details: string): string
  get_num_atoms(heavyOnly: boolean): number
  /** How many forms in the plane or in space it came with: 0 for a SMILES. */
  has_coords(): number
  delete(): void
}

export type RdkitList = { size(): number; at(index: number): RdkitMolecule | null; delete(): void }
export type RdkitLog = { get_buffer(): string; clear_buffer(): void; delete(): void }

export type RdkitModule = {
  version(): string
  get_mol(text: string, details?: string): RdkitMolecule | null
  get_inchikey_for_inchi(inchi: string): string
  set_log_capture(name: string): RdkitLog | null
}
