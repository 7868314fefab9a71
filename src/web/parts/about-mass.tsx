// A mass in kilograms for a table one compares in: rounded, and saying so, with the exact figure at hand. Not here: where the exact figure is
// what matters; that is `mass` of useLocale.
import { useLocale } from '../locale.tsx'

export function AboutMass({ massMg }: { massMg: string | bigint }) {
  const { about, mass } = useLocale()
  const [said, exact] = [about(massMg), mass(massMg, 'kg')]
  return said === exact ? said : <span title={exact}>{said}</span>
}
