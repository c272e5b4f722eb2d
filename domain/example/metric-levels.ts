/**
 * Where the invented values lie. They are plausible at a glance and nothing more: no figure here is
 * anybody's.
 */
export interface Level {
  /** England's value at the beginning, in the metric's unit. */
  start: number
  /** Change in each year, as a share of the start. */
  drift: number
  /** Spread between systems, and from one period to the next, as shares of the level. */
  between: number
  within: number
  /** People below the line in a system of middling size in one period; 0 where values are no ratio. */
  people: number
}

const level = (
  start: number,
  drift: number,
  between: number,
  within: number,
  people = 0,
): Level => ({
  start,
  drift,
  between,
  within,
  people,
})

export const LEVELS: Readonly<Record<string, Level>> = {
  'infant-mortality': level(4.2, -0.005, 0.18, 0.04, 36_000),
  'smi-premature-mortality': level(104, 0.01, 0.1, 0.03),
  'copd-prevalence': level(1.9, 0, 0.12, 0.008, 950_000),
  'early-cancer-diagnosis': level(52, 0.008, 0.04, 0.012, 4_800),
  'hypertension-prevalence': level(14, 0.008, 0.07, 0.004, 950_000),
  'adult-smoking': level(17, -0.03, 0.12, 0.03, 4_200),
  'healthy-life-expectancy': level(62.5, -0.002, 0.02, 0.005),
  'life-expectancy': level(81, 0, 0.01, 0.002),
  'life-expectancy-gap': level(8.6, 0.008, 0.15, 0.03),
  'diabetes-prevalence': level(7, 0.015, 0.1, 0.006, 760_000),
  'adult-excess-weight': level(63, 0.006, 0.04, 0.012, 2_600),
  'year-6-excess-weight': level(34.5, 0.01, 0.07, 0.02, 11_000),
  'reception-excess-weight': level(22.5, 0, 0.06, 0.02, 10_500),
  'cvd-under-75-mortality': level(73, -0.004, 0.13, 0.03),
  'cancer-under-75-mortality': level(128, -0.015, 0.07, 0.02),
  'respiratory-under-75-mortality': level(33, -0.005, 0.15, 0.04),
  'suicide-rate': level(10.3, 0.004, 0.12, 0.04),
  'low-birth-weight': level(2.9, 0, 0.14, 0.03, 10_500),
  'stillbirth-rate': level(4, -0.01, 0.12, 0.05, 11_000),
  'smoking-at-delivery': level(10, -0.08, 0.18, 0.05, 2_700),
  'continuity-of-carer': level(18, 0.05, 0.25, 0.06, 700),
  'smi-health-checks': level(48, 0.07, 0.1, 0.03, 8_600),
  'learning-disability-health-checks': level(71, 0.03, 0.06, 0.02, 5_200),
  'copd-vaccination': level(78, -0.02, 0.04, 0.015, 18_000),
  'hypertension-treated-to-target': level(62, 0.03, 0.04, 0.012, 130_000),
  'lipid-therapy-high-risk': level(57, 0.03, 0.04, 0.01, 62_000),
  'cancer-28-day': level(72, 0.02, 0.05, 0.02, 3_400),
  'breast-screening': level(72, -0.01, 0.06, 0.015, 105_000),
  'bowel-screening': level(66, 0.015, 0.05, 0.01, 120_000),
  'tobacco-inpatients': level(34, 0.12, 0.2, 0.05, 900),
  'health-check-uptake': level(44, -0.01, 0.14, 0.05, 42_000),
  'asthma-admissions': level(140, -0.01, 0.2, 0.05, 210_000),
  'asthma-reliever-overuse': level(21, -0.04, 0.12, 0.03, 14_000),
  'diabetes-technology-children': level(46, 0.1, 0.1, 0.03, 520),
  'diabetes-checks-children': level(54, 0.02, 0.12, 0.05, 60),
  'epilepsy-nurse': level(76, 0.02, 0.08, 0.03, 130),
  'tooth-extractions': level(190, 0.02, 0.3, 0.06, 120_000),
  'cyp-mental-health-access': level(36, 0.06, 0.1, 0.02, 32_000),
  'cyp-eating-disorder-urgent': level(74, 0.03, 0.1, 0.06, 40),
  'elective-18-weeks': level(59, 0, 0.06, 0.012, 110_000),
  'elective-over-52-weeks': level(4.6, -0.12, 0.25, 0.05, 110_000),
  'ae-four-hours': level(71, 0.01, 0.05, 0.025, 31_000),
  'missed-appointments': level(7.4, -0.02, 0.12, 0.03, 92_000),
  'gp-contact-easy': level(68, -0.04, 0.07, 0.02, 9_000),
  'gp-needs-met': level(92, -0.005, 0.015, 0.006, 9_000),
  'mmr-two-doses': level(86, -0.006, 0.03, 0.008, 2_800),
  'talking-therapies-recovery': level(50, 0, 0.04, 0.02, 1_300),
  'interpreter-provided': level(71, 0.04, 0.1, 0.03, 2_400),
  'complaints-ethnicity-known': level(38, 0.1, 0.25, 0.08, 260),
  'ethnicity-recorded': level(88, 0.02, 0.04, 0.01, 26_000),
  'children-low-income-families': level(17, 0.03, 0.25, 0.02, 190_000),
  'fuel-poverty': level(14.8, 0.01, 0.14, 0.03, 420_000),
  'employment-rate': level(75, 0, 0.025, 0.008, 3_200),
  claimants: level(4, -0.04, 0.22, 0.015, 800_000),
  'neet-16-17': level(5, 0.03, 0.2, 0.05, 23_000),
  'good-level-of-development': level(66, 0.006, 0.03, 0.012, 11_000),
  'pupil-absence': level(5.4, 0.05, 0.06, 0.03, 45_000_000),
  'under-18-conceptions': level(16, -0.05, 0.2, 0.05, 17_000),
  'adult-physical-activity': level(66, 0.003, 0.05, 0.015, 4_800),
  'child-physical-activity': level(46, 0.01, 0.05, 0.03, 2_300),
  'staff-ethnic-minority': level(21, 0.06, 0.3, 0.01, 24_000),
  'senior-staff-ethnic-minority': level(9, 0.06, 0.3, 0.04, 420),
  'staff-discrimination-minority': level(16.5, -0.01, 0.08, 0.04, 2_300),
  'staff-sickness': level(5.4, -0.02, 0.08, 0.07, 650_000),
  'staff-vacancies': level(9.1, -0.06, 0.12, 0.04, 26_000),
  'staff-recommend': level(61, 0, 0.05, 0.015, 11_000),
}

/** Told by deprivation too; by how much more of it the most deprived have than the least. */
export const GRADIENTS: Readonly<Record<string, number>> = {
  'infant-mortality': 0.8,
  'adult-smoking': 0.7,
  'smoking-at-delivery': 1,
  'year-6-excess-weight': 0.55,
  'asthma-admissions': 0.7,
  'hypertension-treated-to-target': -0.1,
  'elective-over-52-weeks': 0.5,
  'early-cancer-diagnosis': -0.16,
}

/** Told by ethnic group too. */
export const BY_ETHNIC_GROUP: readonly string[] = [
  'continuity-of-carer',
  'talking-therapies-recovery',
  'diabetes-technology-children',
]

/** Told of three years together, since one year has too few. */
export const SPANS: readonly string[] = [
  'infant-mortality',
  'smi-premature-mortality',
  'healthy-life-expectancy',
  'life-expectancy',
  'life-expectancy-gap',
  'suicide-rate',
]

/** What the region aims at in the next financial year but one. */
export const TARGETS: Readonly<Record<string, number>> = {
  'smoking-at-delivery': 6,
  'smi-health-checks': 75,
  'hypertension-treated-to-target': 80,
  'early-cancer-diagnosis': 75,
  'cancer-28-day': 80,
  'ae-four-hours': 78,
  'elective-18-weeks': 65,
  'elective-over-52-weeks': 1,
  'learning-disability-health-checks': 80,
  'mmr-two-doses': 95,
  'continuity-of-carer': 35,
  'ethnicity-recorded': 95,
  'staff-sickness': 4.5,
  'tobacco-inpatients': 60,
}
