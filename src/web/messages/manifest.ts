// The texts of how a shipment travels: the fields of sending, and its journey and boxes on the shipment's page. Not here: the shipment itself.
import { defineMessages, text } from '#kernel'

export const manifestMessages = defineMessages({
  'transit.late': text<{ due: string }>({
    nl: ({ due }, { day }) => `Te lang onderweg: deze zending had er uiterlijk ${day(due)} moeten zijn`,
    en: ({ due }, { day }) => `Too long on the way: this shipment was due by ${day(due)}`,
  }),
  'transit.late.receiver': {
    nl: 'Leg de ontvangst vast als zij er is. Is zij er niet, vraag dan de afzender waar zij blijft.',
    en: 'Record the receipt if it has come. If it has not, ask the sender where it is.',
  },
  'transit.late.sender': {
    nl: 'Vraag de vervoerder en de ontvanger waar zij is. Pas een ontvangst of een weigering sluit haar af.',
    en: 'Ask the carrier and the receiver where it is. Only a receipt or a refusal closes it.',
  },
  'transit.due': { nl: 'Uiterlijk binnen', en: 'Due by' },
  'manifest.title': { nl: 'Vervoer', en: 'Transport' },
  'manifest.who': { nl: 'Wie vervoert de zending?', en: 'Who carries the shipment?' },
  'manifest.none': { nl: 'Vul ik met de hand in op de vrachtbrief', en: 'I fill this in on the manifest by hand' },
  'manifest.own': { nl: 'Eigen vervoer', en: 'Own transport' },
  'manifest.other': { nl: 'Een vervoerder', en: 'A carrier' },
  'manifest.carrier': { nl: 'Vervoerder', en: 'Carrier' },
  'manifest.carrier.help': {
    nl: 'Of deze vervoerder het middel mag vervoeren, gaan wij na voor de dag van verzending.',
    en: 'Whether this carrier may transport the substance is checked for the day of sending.',
  },
  'manifest.vehicle': { nl: 'Kenteken', en: 'Registration of the vehicle' },
  'manifest.vehicle.help': {
    nl: 'In hoofdletters, met streepjes: VX-123-B',
    en: 'In capitals, with hyphens: VX-123-B',
  },
  'manifest.vehicle.wrong': {
    nl: 'Een kenteken heeft alleen hoofdletters, cijfers en streepjes.',
    en: 'A registration has capitals, digits and hyphens alone.',
  },
  'manifest.driver': { nl: 'Bestuurder (personeelsnummer)', en: 'Driver (staff number)' },
  'manifest.driver.help': {
    nl: 'Het nummer dat de vervoerder de bestuurder gaf, met minstens één cijfer. Geen naam.',
    en: 'The number the carrier gave the driver, with at least one digit. No name.',
  },
  'manifest.departs': { nl: 'Vertrek, gepland', en: 'Departure, planned' },
  'manifest.arrives': { nl: 'Aankomst, gepland', en: 'Arrival, planned' },
  'manifest.route': { nl: 'Route', en: 'Route' },
  'manifest.boxes': { nl: 'Aantal colli', en: 'Number of boxes' },
  'manifest.boxes.help': {
    nl: 'Elk collo krijgt een eigen nummer (SSCC). Elke partij krijgt eigen colli zolang er genoeg zijn, en wordt er gelijk over verdeeld; hieronder ziet u wat waarin gaat.',
    en: 'Each box gets a number of its own (SSCC). Each batch gets boxes of its own as long as there are enough, and is spread evenly over them; below you see what goes in which.',
  },
  'manifest.boxes.wrong': { nl: 'Een heel getal van 1 tot 100.', en: 'A whole number from 1 to 100.' },
  'manifest.boxes.unnumbered': {
    nl: 'Deze colli hebben nog geen nummers. Leg hieronder uw GS1-bedrijfsnummer vast, dan krijgen ze die.',
    en: 'These boxes have no numbers yet. Register your GS1 company prefix below, and they get them.',
  },
  'manifest.prefix': { nl: 'Uw GS1-bedrijfsnummer', en: 'Your GS1 company prefix' },
  'manifest.prefix.help': {
    nl: 'Zes tot twaalf cijfers, zoals op het certificaat van GS1. U legt het één keer vast; daarna verandert het niet meer.',
    en: 'Six to twelve digits, as on the certificate of GS1. You register it once; it does not change afterwards.',
  },
  'manifest.prefix.save': { nl: 'Bedrijfsnummer vastleggen', en: 'Register the prefix' },
  'manifest.numbers': { nl: 'Nummers van de colli', en: 'Numbers of the boxes' },
  'manifest.units': { nl: 'Colli', en: 'Boxes' },
  'manifest.sscc': { nl: 'Nummer (SSCC)', en: 'Number (SSCC)' },
  'manifest.contents': { nl: 'Inhoud', en: 'Contents' },
  'manifest.labels': { nl: 'Etiketten afdrukken', en: 'Print the labels' },
  'manifest.own.of': text<{ name: string }>({
    nl: ({ name }) => `Eigen vervoer van ${name}`,
    en: ({ name }) => `Own transport of ${name}`,
  }),
  'manifest.unsaid': {
    nl: 'De verzender heeft het vervoer niet opgegeven. Het staat met de hand op de vrachtbrief.',
    en: 'The sender did not state the transport. It stands on the manifest by hand.',
  },
})
