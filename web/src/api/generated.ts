// Made of real answers by tests/api/page_types.rs. Not to be edited.

export type Status = 'observed' | 'estimated' | 'lower-bound' | 'zero' | 'not-applicable' | 'not-documented' | 'secret';
export type Verdict = 'covered' | 'underserved' | 'partly-white' | 'white' | 'not-documented' | 'secret';
export type Kind = 'eaje' | 'rpe' | 'laep' | 'alsh' | 'evs';
export type TerritoryKind = 'epci' | 'commune';
export type Mode = 'all' | 'psu' | 'paje';
export type Fill = 'none' | 'mean';
export type Completeness = 'complete' | 'partial' | 'not-documented';
export type Precision = 'exact' | 'street' | 'town-hall' | 'none';
export type Covered = 'perimeter' | 'reach' | 'partly' | 'none' | 'not-documented' | 'secret';
export type Due = 'due' | 'not-due' | 'not-in-force' | 'not-documented';
export type DutyName = 'count-and-inform' | 'plan-and-support' | 'multi-year-scheme' | 'relay';
export type Funding = 'psu' | 'paje';
export type LineRole = 'heading' | 'section' | 'service' | 'other' | 'refused' | 'ignored';
export type State = 'understood' | 'doubtful';
export type DraftChange = 'added' | 'changed' | 'unchanged';
export type Free = 'nothing' | 'commune' | 'text' | 'position' | 'number';
export type Weight = 'note' | 'defect' | 'refused';
export type Competence = 'communes' | 'transferred';
export type Lots = 'cells' | 'town-hall';
export type Method = 'lscp' | 'mclp';
export type Happened = 'opened' | 'closed' | 'resized' | 'moved';

export interface Access {
  ages: string;
  at: string;
  communes: {
    access: number | null;
    access_status: Status;
    children: number | null;
    children_status: Status;
    code: string;
    displayed: {
      children: number;
      out_of_reach: number;
      with_place: number;
      without_place: number;
    } | null;
    explanation: {
      access: number;
      lots: Lots;
      omitted: number;
      point: string;
      services: {
        access: number | null;
        access_status: Status;
        children_sharing: number | null;
        children_sharing_status: Status;
        commune: string;
        commune_name: string;
        distance: number;
        id: string;
        name: string;
        places: number | null;
        places_status: Status;
        precision: Precision;
        weight: number;
      }[];
    } | null;
    facilities: number;
    name: string;
    out_of_reach: number | null;
    out_of_reach_status: Status;
    status: Status;
    verdict: Verdict;
    with_place: number | null;
    with_place_status: Status;
    without_place: number | null;
    without_place_status: Status;
  }[];
  decay: string;
  decay_width: number | null;
  fill: Fill;
  kind: Kind;
  mode: Mode;
  neighbours_documented: boolean;
  position_status: Status;
  reference: number | null;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    access: number | null;
    access_status: Status;
    children: number | null;
    children_status: Status;
    code: string;
    displayed: {
      children: number;
      out_of_reach: number;
      with_place: number;
      without_place: number;
    } | null;
    facilities: number;
    name: string;
    out_of_reach: number | null;
    out_of_reach_status: Status;
    status: Status;
    verdict: Verdict;
    with_place: number | null;
    with_place_status: Status;
    without_place: number | null;
    without_place_status: Status;
  };
  within: number;
}

export interface Cells {
  ages: string;
  at: string;
  cell_side: number;
  cells: {
    children: number | null;
    children_status: Status;
    code: string;
    imputed: boolean;
    lat: number;
    lon: number;
    name: string;
    out_of_reach: number | null;
    out_of_reach_status: Status;
    with_place: number | null;
    with_place_status: Status;
    without_place: number | null;
    without_place_status: Status;
  }[];
  decay: string;
  fill: Fill;
  kind: Kind;
  mode: Mode;
  neighbours_documented: boolean;
  position_status: Status;
  reference: null;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    children: number | null;
    children_status: Status;
    code: string;
    displayed: {
      children: number;
      out_of_reach: number;
      with_place: number;
      without_place: number;
    } | null;
    name: string;
    out_of_reach: number | null;
    out_of_reach_status: Status;
    with_place: number | null;
    with_place_status: Status;
    without_place: number | null;
    without_place_status: Status;
  };
  with_cells: number;
  within: number;
  without_cells: {
    code: string;
    name: string;
  }[];
}

export interface CoverageMeta {
  ages: string;
  at: string;
  fill: Fill;
  kind: Kind;
  mode: Mode;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    children: number | null;
    children_status: Status;
    code: string;
    facilities: number;
    few_children: boolean;
    name: string;
    places: number | null;
    places_status: Status;
    rate: number | null;
    status: Status;
  };
}

export interface CoverageRow {
  children: number | null;
  children_status: Status;
  code: string;
  explanation: {
    children: {
      base?: number;
      base_ages?: string;
      cells?: number;
      imputed?: number;
      method: string;
      source: string | null;
    };
    declared: {
      places: number;
      source: string;
      structures: number;
    } | null;
    filled: {
      count: number;
      funding: Funding | null;
      mean: number;
      places: number;
      source: string;
      stand_in: boolean;
      structures: number;
      subtype: string;
    }[];
    known: {
      count: number;
      places: number;
    };
    unknown: number;
  };
  facilities: number;
  few_children: boolean;
  name: string;
  places: number | null;
  places_status: Status;
  rate: number | null;
  source_line: string;
  status: Status;
}

export interface Draft {
  figures: {
    communes: number;
    label: string;
    note: string;
    rows: number;
  }[];
  files: {
    how: string;
    layout: string;
    layout_label: string;
    lines: {
      number: number;
      role: LineRole;
      sheet: string | null;
      text: string;
    }[];
    lines_total: number;
    name: string;
    sha256: string;
    source: {
      id: string;
      licence: string;
      package: null;
      publisher: string;
      sha256: string;
      short: string;
      title: string;
      vintage: string;
    };
  }[];
  gone: {
    commune: string;
    commune_name: string;
    id: string;
    kind: Kind;
    name: string;
  }[];
  gone_is_open: boolean;
  inventories: {
    completeness: Completeness | null;
    count: number;
    kind: Kind;
  }[];
  others: {
    label: string;
    place: {
      file: string;
      line: number;
    };
    text: string;
  }[];
  questions: {
    answer: string | null;
    answers: {
      label: string;
      likely: boolean;
      value: string;
    }[];
    blocking: boolean;
    code: string;
    free: Free;
    key: string;
    place: {
      file: string;
      line: number;
    };
    quote: string;
    reason: string;
    remedy: string;
    service: string;
    subject: string;
    text: string;
  }[];
  register: {
    version: string;
  };
  remarks: {
    code: string;
    place: {
      cell?: string;
      file: string;
      line: number;
    };
    quote: string;
    reason: string;
    remedy: string;
    weight: Weight;
  }[];
  services: {
    before: {
      address: string;
      ages: string | null;
      capacity: number | null;
      capacity_status: Status;
      closed_on: string | null;
      commune: string;
      commune_name: string;
      funding: Funding | null;
      id: string;
      kind: Kind;
      lat: number;
      lon: number;
      name: string;
      opened_on: string | null;
      perimeter: string[];
      postcode: string;
      precision: Precision;
      slots: string;
      source: string;
      subtype: string | null;
    } | null;
    change: DraftChange;
    facility: {
      address: string;
      ages: string | null;
      capacity: number | null;
      capacity_status?: Status;
      closed_on: string | null;
      commune: string | null;
      commune_name: string | null;
      funding: Funding | null;
      id: string | null;
      kind: Kind;
      lat: number | null;
      lon: number | null;
      name: string;
      opened_on: string | null;
      perimeter: string[];
      postcode: string;
      precision: Precision;
      slots: string;
      source: string;
      subtype: string | null;
    };
    geocode: null;
    key: string;
    notes: string[];
    place: {
      file: string;
      line: number;
      sheet?: string;
    };
    state: State;
    text: string;
  }[];
  summary: {
    added: number;
    changed: number;
    defects: number;
    doubtful: number;
    figures: number;
    gone: number;
    open: number;
    others: number;
    questions: number;
    refused: number;
    services: number;
    unchanged: number;
    understood: number;
  };
  territory: {
    code: string;
    kind: TerritoryKind;
    name: string;
  };
}

export interface Duties {
  at: string;
  communes: {
    authority_code: string;
    authority_name: string;
    code: string;
    count_and_inform: Due;
    counted_population: number | null;
    counted_population_status: Status;
    multi_year_scheme: Due;
    name: string;
    near_line: null;
    plan_and_support: Due;
    population: number | null;
    population_status: Status;
    relay: Due;
    relay_found: string;
    relays: {
      commune: string;
      id: string;
      name: string;
    }[];
  }[];
  competence: Competence;
  duties: {
    above: number | null;
    article: string;
    asks: string;
    duty: DutyName;
    note: string | null;
    since: string;
  }[];
  findings: {
    code: string;
    sentence: string;
  }[];
  population_kind: string;
  population_vintage: string;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    authorities?: number;
    authority_code?: string;
    authority_name?: string;
    code: string;
    count_and_inform?: Due;
    count_and_inform_due?: number;
    counted_population?: number | null;
    counted_population_status?: Status;
    multi_year_scheme?: Due;
    multi_year_scheme_due?: number;
    name: string;
    near_line?: null;
    plan_and_support?: Due;
    plan_and_support_due?: number;
    population: number | null;
    population_status: Status;
    relay?: Due;
    relay_due?: number;
    relay_found?: string;
    relay_missing?: number;
    relay_not_documented?: number;
    relays?: {
      commune: string;
      id: string;
      name: string;
    }[];
  };
  transfer_article: string | null;
}

export interface Evolution {
  ages: string;
  at: string;
  changes: unknown[];
  communes: {
    children_after: number | null;
    children_after_status: Status;
    children_before: number | null;
    children_before_status: Status;
    children_change: number | null;
    children_change_status: Status;
    code: string;
    facilities_after: number;
    facilities_before: number;
    name: string;
    out_of_reach_after: number | null;
    out_of_reach_after_status: Status;
    out_of_reach_before: number | null;
    out_of_reach_before_status: Status;
    out_of_reach_change: number | null;
    out_of_reach_change_status: Status;
    places_after: number | null;
    places_after_status: Status;
    places_before: number | null;
    places_before_status: Status;
    places_change: number | null;
    places_change_status: Status;
    rate_after: number | null;
    rate_after_status: Status;
    rate_before: number | null;
    rate_before_status: Status;
    rate_change: number | null;
    rate_change_status: Status;
    verdict_after: Verdict;
    verdict_before: Verdict;
    with_place_after: number | null;
    with_place_after_status: Status;
    with_place_before: number | null;
    with_place_before_status: Status;
    with_place_change: number | null;
    with_place_change_status: Status;
    without_place_after: number | null;
    without_place_after_status: Status;
    without_place_before: number | null;
    without_place_before_status: Status;
    without_place_change: number | null;
    without_place_change_status: Status;
  }[];
  decay: string;
  fill: Fill;
  from: string;
  kind: Kind;
  mode: Mode;
  population: null;
  reference: null;
  same_children: boolean;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    children_after: number | null;
    children_after_status: Status;
    children_before: number | null;
    children_before_status: Status;
    children_change: number | null;
    children_change_status: Status;
    code: string;
    facilities_after: number;
    facilities_before: number;
    name: string;
    out_of_reach_after: number | null;
    out_of_reach_after_status: Status;
    out_of_reach_before: number | null;
    out_of_reach_before_status: Status;
    out_of_reach_change: number | null;
    out_of_reach_change_status: Status;
    places_after: number | null;
    places_after_status: Status;
    places_before: number | null;
    places_before_status: Status;
    places_change: number | null;
    places_change_status: Status;
    rate_after: number | null;
    rate_after_status: Status;
    rate_before: number | null;
    rate_before_status: Status;
    rate_change: number | null;
    rate_change_status: Status;
    verdict_after: Verdict;
    verdict_before: Verdict;
    with_place_after: number | null;
    with_place_after_status: Status;
    with_place_before: number | null;
    with_place_before_status: Status;
    with_place_change: number | null;
    with_place_change_status: Status;
    without_place_after: number | null;
    without_place_after_status: Status;
    without_place_before: number | null;
    without_place_before_status: Status;
    without_place_change: number | null;
    without_place_change_status: Status;
  };
  within: number;
}

export interface FacilitiesMeta {
  at: string;
  kind: null;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
}

export interface FacilitiesRow {
  address: string;
  ages: string | null;
  capacity: number | null;
  capacity_status: Status;
  closed_on: null;
  commune: string;
  commune_name: string;
  funding: Funding | null;
  id: string;
  kind: Kind;
  name: string;
  opened_on: null;
  perimeter: string[];
  postcode: string;
  precision: Precision;
  slots: string;
  source: string;
  source_line: string;
  subtype: string | null;
}

export interface Modes {
  ages: string;
  at: string;
  communes: {
    children: number | null;
    children_status: Status;
    code: string;
    few_children: boolean;
    leisure: {
      ages: string;
      children: number | null;
      children_status: Status;
      facilities: number;
      places: number | null;
      places_status: Status;
      rate: number | null;
      rate_status: Status;
      slot: string;
      slot_unsaid: number;
    }[];
    modes: {
      department: {
        points_above: number | null;
        rate: number | null;
        rate_status: Status;
        same_vintage: boolean | null;
        source: string | null;
        usage: string | null;
        vintage: string | null;
      };
      france: {
        points_above: number | null;
        rate: number | null;
        rate_status: Status;
        same_vintage: boolean | null;
        source: string;
        usage: string;
        vintage: string;
      };
      label: string;
      mode: string;
      published: {
        children: number | null;
        children_status: Status;
        gap: number | null;
        gap_status: Status;
        places: number | null;
        places_source: null;
        places_status: Status;
        places_vintage: null;
        rate: number | null;
        rate_status: Status;
        source: string | null;
        usage: string | null;
        vintage: string | null;
      };
      reference: {
        rate: number | null;
        rate_status: Status;
        source: string;
        vintage: string;
      };
      register: {
        children: number | null;
        children_status: Status;
        facilities: number;
        funding_unsaid: number;
        gap: number | null;
        gap_status: Status;
        places: number | null;
        places_status: Status;
        rate: number | null;
        rate_status: Status;
        usage: string;
      };
    }[];
    name: string;
    published_rate: number | null;
    published_rate_status: Status;
    published_vintage: string | null;
    register_children_sources: {
      id: string;
      vintage: string;
    }[];
    register_eaje_places: number | null;
    register_eaje_places_status: Status;
    register_eaje_rate: number | null;
    register_eaje_rate_status: Status;
    register_places_sources: {
      id: string;
      vintage: string;
    }[];
  }[];
  department: {
    code: string;
    name: string;
  };
  fill: Fill;
  reference: string;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    children: number | null;
    children_status: Status;
    code: string;
    few_children: boolean;
    leisure: {
      ages: string;
      children: number | null;
      children_status: Status;
      facilities: number;
      places: number | null;
      places_status: Status;
      rate: number | null;
      rate_status: Status;
      slot: string;
      slot_unsaid: number;
    }[];
    modes: {
      department: {
        points_above: number | null;
        rate: number | null;
        rate_status: Status;
        same_vintage: boolean | null;
        source: string | null;
        usage: string | null;
        vintage: string | null;
      };
      france: {
        points_above: number | null;
        rate: number | null;
        rate_status: Status;
        same_vintage: boolean | null;
        source: string;
        usage: string;
        vintage: string;
      };
      label: string;
      mode: string;
      published: {
        children: number | null;
        children_status: Status;
        gap: number | null;
        gap_status: Status;
        places: number | null;
        places_source: null;
        places_status: Status;
        places_vintage: null;
        rate: number | null;
        rate_status: Status;
        source: string | null;
        usage: string | null;
        vintage: string | null;
      };
      reference: {
        rate: number | null;
        rate_status: Status;
        source: string;
        vintage: string;
      };
      register: {
        children: number | null;
        children_status: Status;
        facilities: number;
        funding_unsaid: number;
        gap: number | null;
        gap_status: Status;
        places: number | null;
        places_status: Status;
        rate: number | null;
        rate_status: Status;
        usage: string;
      };
    }[];
    name: string;
    published_rate: number | null;
    published_rate_status: Status;
    published_vintage: string | null;
    register_children_sources: {
      id: string;
      vintage: string;
    }[];
    register_eaje_places: number | null;
    register_eaje_places_status: Status;
    register_eaje_rate: number | null;
    register_eaje_rate_status: Status;
    register_places_sources: {
      id: string;
      vintage: string;
    }[];
  };
}

export interface Perimeters {
  ages: string;
  at: string;
  childminders_per_animator: number;
  communes: {
    children: number | null;
    children_covered: number | null;
    children_covered_status: Status;
    children_left: number | null;
    children_left_status: Status;
    children_status: Status;
    code: string;
    covered: Covered;
    name: string;
    served_by: string;
    services: string[];
    times_per_month: number | null;
    times_per_month_status: Status;
  }[];
  fill: Fill;
  kind: Kind;
  mode: Mode;
  neighbours_documented: boolean;
  position_status: Status;
  services: {
    above_target: null;
    animators: number | null;
    animators_status: Status;
    childminders: number | null;
    childminders_status: Status;
    children: number | null;
    children_status: Status;
    commune: string;
    commune_name: string;
    elsewhere: number;
    frequency: null;
    hours: null;
    hours_per: null;
    id: string;
    name: string;
    per_animator: number | null;
    per_animator_status: Status;
    perimeter: string[];
    perimeter_status: Status;
    source: string;
    times_per_month: number | null;
    times_per_month_status: Status;
  }[];
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  summary: string;
  territory: {
    code: string;
    name: string;
  };
  total: {
    animators: number | null;
    animators_missing: number | null;
    animators_missing_status: Status;
    animators_status: Status;
    by_perimeter: number;
    by_reach: number;
    childminders: number | null;
    childminders_status: Status;
    children: number | null;
    children_covered: number | null;
    children_covered_status: Status;
    children_left: number | null;
    children_left_status: Status;
    children_progress: number | null;
    children_progress_status: Status;
    children_status: Status;
    code: string;
    communes: number;
    communes_covered: number | null;
    communes_covered_status: Status;
    communes_left: number | null;
    communes_left_status: Status;
    communes_progress: number | null;
    communes_progress_status: Status;
    hours_per: null;
    hours_per_100: number | null;
    hours_per_100_status: Status;
    name: string;
    not_documented: number;
    partly: number;
    per_animator: number | null;
    per_animator_status: Status;
    secret: number;
  };
  within: number;
}

export interface Ranking {
  ages: string;
  at: string;
  band: {
    weights: number[];
    within: number[];
  };
  by: string;
  communes: {
    children: number | null;
    children_status: Status;
    code: string;
    flips: {
      from: number;
      verdict: Verdict;
    }[];
    gap: number | null;
    gap_status: Status;
    name: string;
    out_of_reach: number | null;
    out_of_reach_status: Status;
    rank: number | null;
    rank_high: number | null;
    rank_low: number | null;
    rate: number | null;
    rate_status: Status;
    tied: number | null;
    value: number | null;
    value_status: Status;
  }[];
  decay: string;
  fill: Fill;
  flips_up_to: number;
  gini: number | null;
  gini_status: Status;
  kind: Kind;
  mode: Mode;
  reference: number | null;
  share_out_of_reach: number | null;
  share_out_of_reach_status: Status;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    children: number | null;
    children_status: Status;
    code: string;
    gap: number | null;
    gap_status: Status;
    name: string;
    out_of_reach: number | null;
    out_of_reach_status: Status;
    rate: number | null;
    rate_status: Status;
  };
  weights: {
    gap: number;
    'out-of-reach': number;
    rate: number;
  } | null;
  within: number;
}

export interface Search {
  territories: {
    code: string;
    communes: number;
    department: string;
    department_name: string;
    kind: TerritoryKind;
    name: string;
    population: number;
  }[];
}

export interface Siting {
  ages: string;
  alternatives: {
    children: number | null;
    children_status: Status;
    leaves_out: {
      code: string;
      name: string;
      service: null;
      site: string;
    }[];
    objective: number;
    sites: {
      code: string;
      name: string;
      service: null;
      site: string;
    }[];
    takes: {
      code: string;
      name: string;
      service: null;
      site: string;
    }[];
  }[];
  alternatives_optimal: boolean | null;
  at: string;
  bound: number | null;
  candidates: {
    children: number | null;
    children_status: Status;
    code: string;
    name: string;
    service: string | null;
    site: string;
  }[];
  candidates_are: string;
  count: number | null;
  fill: Fill;
  kind: Kind;
  method: Method;
  mode: Mode;
  neighbours_documented: boolean;
  not_documented: {
    code: string;
    name: string;
  }[];
  objective: number | null;
  objective_status: Status;
  objective_unit: string;
  optimal: boolean | null;
  position_status: Status;
  reference: number | null;
  sites: {
    alone: number | null;
    alone_status: Status;
    children: number | null;
    children_status: Status;
    code: string;
    cumulative_children: number | null;
    cumulative_children_status: Status;
    cumulative_share: number | null;
    cumulative_share_status: Status;
    lat: number;
    lon: number;
    name: string;
    places: number | null;
    places_status: Status;
    rank: number;
    service: null;
    site: string;
  }[];
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    all_children?: number | null;
    all_children_status?: Status;
    alone?: number | null;
    alone_status?: Status;
    children: number | null;
    children_status: Status;
    code: string;
    cumulative_children: number | null;
    cumulative_children_status: Status;
    cumulative_share: number | null;
    cumulative_share_status: Status;
    name: string;
    no_candidate?: number | null;
    no_candidate_status?: Status;
    not_chosen?: number | null;
    not_chosen_status?: Status;
    not_placed?: number | null;
    not_placed_status?: Status;
    places: number | null;
    places_status: Status;
    rank: null;
    reached_before?: number | null;
    reached_before_status?: Status;
    share_before?: number | null;
    share_before_status?: Status;
  };
  uncovered: {
    children: number | null;
    children_status: Status;
    code: string;
    name: string;
    reason: string;
  }[];
  within: number;
}

export interface Supposed {
  after: {
  };
  ages: string;
  at: string;
  before: {
  };
  decay: string;
  difference: {
    communes: {
      children_after: number | null;
      children_after_status: Status;
      children_before: number | null;
      children_before_status: Status;
      children_change: number | null;
      children_change_status: Status;
      code: string;
      facilities_after: number;
      facilities_before: number;
      name: string;
      out_of_reach_after: number | null;
      out_of_reach_after_status: Status;
      out_of_reach_before: number | null;
      out_of_reach_before_status: Status;
      out_of_reach_change: number | null;
      out_of_reach_change_status: Status;
      places_after: number | null;
      places_after_status: Status;
      places_before: number | null;
      places_before_status: Status;
      places_change: number | null;
      places_change_status: Status;
      rate_after: number | null;
      rate_after_status: Status;
      rate_before: number | null;
      rate_before_status: Status;
      rate_change: number | null;
      rate_change_status: Status;
      verdict_after: Verdict;
      verdict_before: Verdict;
      with_place_after: number | null;
      with_place_after_status: Status;
      with_place_before: number | null;
      with_place_before_status: Status;
      with_place_change: number | null;
      with_place_change_status: Status;
      without_place_after: number | null;
      without_place_after_status: Status;
      without_place_before: number | null;
      without_place_before_status: Status;
      without_place_change: number | null;
      without_place_change_status: Status;
    }[];
    total: {
      children_after: number | null;
      children_after_status: Status;
      children_before: number | null;
      children_before_status: Status;
      children_change: number | null;
      children_change_status: Status;
      code: string;
      facilities_after: number;
      facilities_before: number;
      name: string;
      out_of_reach_after: number | null;
      out_of_reach_after_status: Status;
      out_of_reach_before: number | null;
      out_of_reach_before_status: Status;
      out_of_reach_change: number | null;
      out_of_reach_change_status: Status;
      places_after: number | null;
      places_after_status: Status;
      places_before: number | null;
      places_before_status: Status;
      places_change: number | null;
      places_change_status: Status;
      rate_after: number | null;
      rate_after_status: Status;
      rate_before: number | null;
      rate_before_status: Status;
      rate_change: number | null;
      rate_change_status: Status;
      verdict_after: Verdict;
      verdict_before: Verdict;
      with_place_after: number | null;
      with_place_after_status: Status;
      with_place_before: number | null;
      with_place_before_status: Status;
      with_place_change: number | null;
      with_place_change_status: Status;
      without_place_after: number | null;
      without_place_after_status: Status;
      without_place_before: number | null;
      without_place_before_status: Status;
      without_place_change: number | null;
      without_place_change_status: Status;
    };
  };
  fill: Fill;
  kind: Kind;
  mode: Mode;
  reference: null;
  scenario: {
    changes: {
      after: {
        capacity: number;
        commune: string;
        commune_name: string;
        kind: Kind;
        lat: number;
        lon: number;
        name: string;
        precision: Precision;
      };
      before: null;
      id: string;
      what: string;
    }[];
    name: string;
    text: string;
  };
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  within: number;
}

export interface Territory {
  area_km2: number;
  bbox: [number, number, number, number];
  code: string;
  communes: {
    area_km2: number;
    children: {
      ages: string;
      method: string;
      source: string | null;
      status: Status;
      value: number | null;
    }[];
    code: string;
    department: string;
    has_boundary: boolean;
    name: string;
    population: number;
    postcodes: string[];
    town_hall: {
      lat: number;
      lon: number;
      status: string;
    };
  }[];
  department: string;
  department_name: string;
  epsg: number;
  inventories: {
    completeness: Completeness;
    facilities: number;
    kind: Kind;
    source: string | null;
  }[];
  kind: TerritoryKind;
  name: string;
  population: number;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
}

export interface WhiteZonesMeta {
  ages: string;
  at: string;
  communes: {
    access: number | null;
    access_status: Status;
    all_reached_at: number | null;
    area_km2: number;
    children: number | null;
    children_status: Status;
    code: string;
    facilities: number;
    name: string;
    nearest: {
      commune: string;
      commune_name: string;
      distance: number;
      id: string;
      name: string;
      precision: Precision;
      subtype: string | null;
    }[];
    out_of_reach: number | null;
    profile: number[];
    reach_status: Status;
    status: Status;
    verdict: Verdict;
    white_area_km2: number | null;
    white_children: number | null;
    white_children_status: Status;
    white_share: number | null;
    with_place: number | null;
    without_place: number | null;
  }[];
  decay: string;
  fill: Fill;
  histogram: {
    children: number[];
    step: number;
  };
  kind: Kind;
  mode: Mode;
  neighbours_documented: boolean;
  position_status: Status;
  reference: number;
  source_line: string;
  sources: {
    id: string;
    licence: string;
    package: string | null;
    publisher: string;
    sha256: string | null;
    short: string;
    title: string;
    vintage: string;
  }[];
  territory: {
    code: string;
    name: string;
  };
  total: {
    access: number | null;
    access_status: Status;
    all_reached_at: number | null;
    area_km2: number;
    children: number | null;
    children_status: Status;
    code: string;
    facilities: number;
    name: string;
    out_of_reach: number | null;
    profile: number[];
    reach_status: Status;
    status: Status;
    verdict: Verdict;
    white_area_km2: number | null;
    white_children: number | null;
    white_children_status: Status;
    white_share: number | null;
    with_place: number | null;
    without_place: number | null;
  };
  within: number;
}

export interface WhiteZonesRow {
  access: number | null;
  access_status: Status;
  all_reached_at: number;
  area_km2: number;
  children: number | null;
  children_status: Status;
  code: string;
  facilities: number;
  name: string;
  nearest: {
    commune: string;
    commune_name: string;
    distance: number;
    id: string;
    name: string;
    precision: Precision;
    subtype: string | null;
  }[];
  out_of_reach: number;
  reach_status: Status;
  source_line: string;
  status: Status;
  verdict: Verdict;
  white_area_km2: number;
  white_children: number | null;
  white_children_status: Status;
  white_share: number;
  with_place: number;
  without_place: number | null;
}
