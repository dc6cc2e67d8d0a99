import { describeScenarios } from './doctor-in-scenarios.ts'
import { field } from './scenarios/field.ts'

describeScenarios('the situations of the field', field)
