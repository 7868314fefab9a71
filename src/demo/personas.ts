// Who you can be in the demo and what is waiting for you. Not here: how you log in (platform/identity).
import type { PartyView } from '#licensing/contract'
import type { DemoPersona, DemoStaff } from './contract.ts'

type Line = { readonly persona: string; readonly staff: string; readonly nl: string; readonly en: string }

const lines: readonly Line[] = [
  {
    persona: 'ketenbeheerder',
    staff: 'bmc/chain',
    nl: 'Volg de zendingen die onderweg zijn. Bekijk de openstaande verschillen en de oogst die bijna vier maanden oud is.',
    en: 'Follow the shipments on their way. Look at the open differences and the harvest that is almost four months old.',
  },
  {
    persona: 'beslisser',
    staff: 'bmc/decision',
    nl: 'Er ligt een partij met uitslagen van het laboratorium. Besluit of u haar vrijgeeft.',
    en: 'A batch is waiting with its laboratory results. Decide whether you release it.',
  },
  {
    persona: 'zaakbehandelaar',
    staff: 'bmc/case',
    nl: 'De ontheffing van het laboratorium loopt over een maand af. Bekijk wat zij dekt.',
    en: 'The exemption of the laboratory ends in a month. See what it covers.',
  },
  {
    persona: 'inspecteur',
    staff: 'igj/inspector',
    nl: 'Bekijk de terugroepactie, de gemelde diefstal en de openstaande verschillen. Controleer het bewijs in het logboek.',
    en: 'Look at the recall, the reported theft and the open differences. Check the proof in the log.',
  },
  {
    persona: 'kweker',
    staff: 'grower-a/chain',
    nl: 'Weeg de natte oogst na het drogen terug en lever af wat klaar is. Eén oogst moet bijna bij de minister zijn.',
    en: 'Weigh the wet harvest back after drying and hand over what is ready. One harvest is almost due at the Minister.',
  },
  {
    persona: 'kwekerij-beheerder',
    staff: 'grower-a/administrator',
    nl: 'Bekijk uw ontheffing, uw voorraad en het afval dat nog vernietigd moet worden.',
    en: 'Look at your exemption, your stock and the waste that is still to be destroyed.',
  },
  {
    persona: 'kwekerij-lezer',
    staff: 'grower-b/reader',
    nl: 'Lees mee: de voorraad van uw bedrijf en de termijn van elke oogst.',
    en: 'Read along: the stock of your company and the term of each harvest.',
  },
  {
    persona: 'analist',
    staff: 'laboratory/analyst',
    nl: 'Neem het monster in ontvangst dat onderweg is en leg de uitslag vast van het monster dat er al ligt.',
    en: 'Receive the sample that is on its way, and record the result of the sample that is already here.',
  },
  {
    persona: 'tweede-analist',
    staff: 'laboratory/second',
    nl: 'Kijk de uitslag na die een collega invoerde, en bevestig haar. Wie invoert, bevestigt niet zelf.',
    en: 'Check the result a colleague entered, and confirm it. Who enters does not confirm.',
  },
  {
    persona: 'bestraler',
    staff: 'irradiator/chain',
    nl: 'Neem de zending in ontvangst en leg de dosis vast van de partij die klaarstaat.',
    en: 'Receive the shipment and record the dose of the batch that stands ready.',
  },
  {
    persona: 'verpakker',
    staff: 'packer/chain',
    nl: 'Neem de zending in ontvangst en verpak de partij die klaarligt in potten van 5 gram. Van wat apart ligt maakt u olie.',
    en: 'Receive the shipment and pack the batch that is ready into jars of 5 grams. Make oil of what lies apart.',
  },
  {
    persona: 'distributeur',
    staff: 'distributor/chain',
    nl: 'Neem de nieuwe verpakkingen in ontvangst. Eén partij staat geblokkeerd: lever haar niet uit.',
    en: 'Receive the new packs. One batch is on hold: do not supply it.',
  },
  {
    persona: 'apotheker',
    staff: 'pharmacy-1/pharmacist',
    nl: 'Neem uw bestelling in ontvangst. Van één partij is de voorraad teruggeroepen: stuur die terug.',
    en: 'Receive your order. One batch has been recalled: send back what you have of it.',
  },
  {
    persona: 'onderzoeker',
    staff: 'institution/researcher',
    nl: 'Neem het onderzoeksmateriaal in ontvangst en bekijk de herkomst, tot aan de planten. Leg vast wat een deelnemer kreeg.',
    en: 'Receive the study material and trace where it came from, back to the plants. Record what a participant was given.',
  },
  {
    persona: 'ziekenhuisapotheker',
    staff: 'institution/pharmacist',
    nl: 'Beheer de MDMA van de studie, op de milligram: tel na, neem een monster en vernietig wat overblijft.',
    en: 'Keep the MDMA of the study, to the milligram: count it, take a sample and destroy what is left over.',
  },
  {
    persona: 'monitor-analist',
    staff: 'monitor/analyst',
    nl: 'Controleer een stof: is zij vandaag verboden, en sinds wanneer?',
    en: 'Check a substance: is it controlled today, and since when?',
  },
  {
    persona: 'testmedewerker',
    staff: 'test-service/worker',
    nl: 'Controleer een stof die iemand u noemt. Typ de naam of teken het molecuul.',
    en: 'Check a substance that somebody names. Type the name or draw the molecule.',
  },
  {
    persona: 'beleidsmedewerker',
    staff: 'bmc/policy',
    nl: 'Controleer sinds wanneer een stof op een lijst staat en bekijk het openbare logboek.',
    en: 'Check since when a substance has been on a list, and look at the public log.',
  },
]

export function personasOf(
  staff: Readonly<Record<string, DemoStaff>>,
  parties: readonly PartyView[],
): readonly DemoPersona[] {
  return lines.map(({ persona, staff: key, nl, en }) => {
    const person = staff[key]! // Each key above is employed in world.ts; a test walks them all.
    const partyName = parties.find((party) => party.partyId === person.partyId)!.name // Staff work for a party of the world.
    return { persona, ...person, roles: [...person.roles], partyName, task: { nl, en } }
  })
}
