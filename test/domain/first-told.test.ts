/** Laws of who is told first: the first step of the severity, rotations as their people, each contact once. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { firstTold } from '../../lib/domain/first-told.ts'
import { fleetSettings } from './fleet.ts'

const settings = fleetSettings(`
contacts:
  - { id: ann, email: ann@example.com }
  - { id: bob, email: bob@example.com }
  - { id: cyd, email: cyd@example.com }
rotations:
  - { id: primary, people: [ann, bob] }
escalation:
  critical: { steps: [{ after: 0s, notify: [primary, ann] }, { after: 5m, notify: [cyd] }] }
  warning: { steps: [{ after: 5m, notify: [cyd] }] }
`)

const everybody = () => true

it('a rotation is all of its people, each once, and later steps wait', () =>
  assert.deepEqual(firstTold(settings, 'critical', everybody), ['ann', 'bob']))

it('each severity has steps of its own', () =>
  assert.deepEqual(firstTold(settings, 'warning', everybody), ['cyd']))

it('who cannot be told in this way is left out, and a step of only those is passed over', () => {
  assert.deepEqual(
    firstTold(settings, 'critical', (contact) => contact !== 'ann'),
    ['bob'],
  )
  assert.deepEqual(
    firstTold(settings, 'critical', (contact) => contact === 'cyd'),
    ['cyd'],
  )
})

it('nobody is told of what merely informs', () =>
  assert.deepEqual(firstTold(settings, 'info', everybody), []))

it('without contacts there is nobody to tell', () =>
  assert.deepEqual(firstTold(fleetSettings(), 'critical', everybody), []))
