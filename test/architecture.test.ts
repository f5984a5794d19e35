/** The shape of the building: which file may know which, how long functions are, and what is nowhere to be found. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Broken } from './architecture/broken.ts'
import { nothingLeadsBackToItself } from './architecture/cycles.ts'
import { everyExportIsImported, everyFileIsReached, exportedForTests } from './architecture/dead.ts'
import { everyDomainFileHasARoom, roomsLookLeft } from './architecture/domain-rooms.ts'
import {
  doorsOpenOneWay,
  everyFileHasARoom,
  innerRoomsImportFewPackages,
  onlyOuterRoomsTouchTheOutside,
  wingsKeepTheirPackages,
} from './architecture/doors.ts'
import { fastTestsStayInside, theFastScriptIsGuarded } from './architecture/fast-suite.ts'
import {
  everyFileOpensWithASentence,
  exportsArePlain,
  namesSaySomething,
  nothingIsExportedByDefault,
  onlyConstructsAreClasses,
  typesAreKept,
} from './architecture/form.ts'
import { lockFilesNameNoHost, noFileNamesAMachine, topLevelIsShort } from './architecture/ground.ts'
import {
  keysHaveOneMaker,
  resultsHaveOneMaker,
  severityHasOneOrder,
  unionsHaveOnePlace,
} from './architecture/one-place.ts'
import { pureRoomsAreToldTheWorld } from './architecture/purity.ts'
import {
  functionsIn,
  longest,
  mostFunctionsAreShort,
  noFunctionIsLong,
  noFunctionTakesManyParameters,
  spread,
} from './architecture/sizes.ts'
import { filesOnDisk, unitsIn } from './architecture/tree.ts'
import { noTwoFilesShareAName, noTwoTypesShareAName } from './architecture/unique-names.ts'
import { entriesOnlyWire } from './architecture/wiring.ts'

const files = filesOnDisk()
const everything = unitsIn(files)
const code = everything.filter(({ path }) => !path.startsWith('test/'))

function holds(found: readonly Broken[]): void {
  assert.equal(found.length, 0, `\n${found.join('\n')}`)
}

describe('the house', () => {
  it('gives every file a room', () => holds(everyFileHasARoom(code)))
  it('opens its doors one way', () => holds(doorsOpenOneWay(code)))
  it('gives every file of the domain a room', () => holds(everyDomainFileHasARoom(code)))
  it('lets each room of the domain know only those to its left', () => holds(roomsLookLeft(code)))
  it('keeps the inner rooms free of packages', () => holds(innerRoomsImportFewPackages(code)))
  it('keeps the packages of the two wings apart', () => holds(wingsKeepTheirPackages(code)))
  it('lets only the outer rooms touch the outside', () => holds(onlyOuterRoomsTouchTheOutside(code)))
  it('tells the inner rooms the time, and all else of the world', () => holds(pureRoomsAreToldTheWorld(code)))
  it('decides nothing where Lambda and the CDK start it', () => holds(entriesOnlyWire(code)))
  it('has no import cycle, types included', () => holds(nothingLeadsBackToItself(everything)))
})

describe('the fast suite', () => {
  it('starts nothing and reads no clock but the one it is handed', () =>
    holds(fastTestsStayInside(everything)))
  it('is guarded when it runs', () => holds(theFastScriptIsGuarded(files)))
})

describe('one meaning', () => {
  it('has one place where subjects and steps are written and read', () => holds(unionsHaveOnePlace(code)))
  it('has one maker of keys', () => holds(keysHaveOneMaker(code)))
  it('has one order of severity', () => holds(severityHasOneOrder(code)))
  it('has one maker of results', () => holds(resultsHaveOneMaker(code)))
  it('has one type of a name, exported or not', () => holds(noTwoTypesShareAName(code)))
  it('has one file of a name', () => holds(noTwoFilesShareAName(code)))
})

describe('functions', () => {
  const functions = functionsIn(code)

  it('take 70 lines at most', () => holds(noFunctionIsLong(code)))
  it('take three parameters at most', () => holds(noFunctionTakesManyParameters(code)))
  it('are short: half of them 10 lines at most, nine in ten 30', (t) => {
    const { median, p90, most } = spread(functions)
    t.diagnostic(`${functions.length} functions: median ${median}, 90th percentile ${p90}, longest ${most}`)
    for (const each of longest(5, functions)) t.diagnostic(each)
    holds(mostFunctionsAreShort(functions))
  })
})

describe('nothing is dead', () => {
  it('every file is reached from an entry', () => holds(everyFileIsReached(everything)))
  it('every export is imported', (t) => {
    for (const each of exportedForTests(everything)) t.diagnostic(`exported for tests: ${each}`)
    holds(everyExportIsImported(everything))
  })
})

describe('files', () => {
  it('open with one sentence', () => holds(everyFileOpensWithASentence(everything)))
  it('have names that say something', () => holds(namesSaySomething(everything)))
  it('export nothing by default', () => holds(nothingIsExportedByDefault(everything)))
  it('export what is their own', () => holds(exportsArePlain(everything)))
  it('keep their types', () => holds(typesAreKept(everything)))
  it('have no class outside deploy', () => holds(onlyConstructsAreClasses(everything)))
})

describe('the ground', () => {
  it('has a short top level', () => holds(topLevelIsShort(files)))
  it('names no registry and no path of a machine', () => holds(noFileNamesAMachine(files)))
  it('has no hosts in its lock files', () => holds(lockFilesNameNoHost(files)))
})
