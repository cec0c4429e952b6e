use proptest::prelude::*;

use super::*;

fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(&Rating::ALL[..])
}

fn repetition(days: impl Strategy<Value = u32>) -> impl Strategy<Value = Repetition> {
    (days, rating()).prop_map(|(days, rating)| Repetition { days, rating })
}

fn memory() -> impl Strategy<Value = Memory> {
    // In single precision, so that nothing is rounded on the way in.
    (0.01_f32..3_000.0, 1.0_f32..=10.0)
        .prop_map(|(stability, difficulty)| MemoryState { stability, difficulty }.into())
}

fn after(memory: Memory, days: u32, rating: Rating) -> Memory {
    Model::default().after(Some(memory), Repetition { days, rating }).unwrap()
}

#[test]
fn without_reviews_nothing_is_remembered() {
    assert_eq!(Model::default().memory([]), None);
    assert_eq!(Model::default().course([]), []);
}

#[test]
fn the_first_review_sets_the_state_whatever_its_days() {
    let model = Model::default();
    for rating in Rating::ALL {
        let first = model.memory([Repetition { days: 0, rating }]);
        assert_eq!(model.after(None, Repetition { days: 9, rating }), first);
    }
}

#[test]
fn the_parameters_given_are_used() {
    let mut values = *Parameters::default().values();
    values[2] = 5.0;
    values[20] = 0.5;
    let model = Model::new(Parameters::new(&values).unwrap());
    let good = model.memory([Repetition { days: 0, rating: Rating::Good }]).unwrap();
    assert_eq!(good.stability, 5.0);
    // With a decay of 1/2: (1 + (0.9^-2 - 1) · 10/5)^-1/2.
    assert!((model.retrievability(good, 10) - 0.825_028_6).abs() < 1e-6);
    assert_eq!(model.interval(good, Retention::default()), 5);
}

proptest! {
    #[test]
    fn only_success_makes_it_last_longer(memory in memory(), days in 1..2_000_u32) {
        for rating in [Rating::Hard, Rating::Good, Rating::Easy] {
            prop_assert!(after(memory, days, rating).stability > memory.stability);
        }
        prop_assert!(after(memory, days, Rating::Again).stability <= memory.stability);
    }

    #[test]
    fn a_success_after_longer_makes_more(
        memory in memory(), days in 1..1_000_u32, more in 1..1_000_u32,
    ) {
        let soon = after(memory, days, Rating::Good).stability;
        prop_assert!(after(memory, days + more, Rating::Good).stability > soon);
    }

    #[test]
    fn a_better_rating_makes_it_last_longer(memory in memory(), days in 1..1_000_u32) {
        let stabilities = Rating::ALL.map(|rating| after(memory, days, rating).stability);
        prop_assert!(stabilities.is_sorted_by(|one, other| one < other), "{stabilities:?}");
        let difficulties = Rating::ALL.map(|rating| after(memory, days, rating).difficulty);
        prop_assert!(difficulties.is_sorted_by(|one, other| one >= other), "{difficulties:?}");
    }

    #[test]
    fn difficulty_moves_with_the_rating(memory in memory(), days in 0..1_000_u32) {
        let moved = |rating| after(memory, days, rating).difficulty - memory.difficulty;
        // Near 10 damping leaves only the drift down.
        let damped = memory.difficulty > 9.95;
        prop_assert!(damped || (moved(Rating::Again) > 0.0 && moved(Rating::Hard) > 0.0));
        prop_assert!(moved(Rating::Easy) < 1e-6);
        prop_assert!((-0.02..1e-6).contains(&moved(Rating::Good)));
    }

    #[test]
    fn on_the_same_day_only_again_takes_away(memory in memory()) {
        for rating in [Rating::Hard, Rating::Good, Rating::Easy] {
            prop_assert!(after(memory, 0, rating).stability >= memory.stability);
        }
    }

    #[test]
    fn recall_falls_with_the_days(memory in memory(), days in 0..10_000_u32) {
        let model = Model::default();
        let recall = model.retrievability(memory, days);
        prop_assert!(model.retrievability(memory, days + 1) < recall && recall <= 1.0);
        prop_assert_eq!(model.retrievability(memory, 0), 1.0);
    }

    #[test]
    fn who_wants_to_remember_more_comes_back_sooner(
        memory in memory(), low in 0.70_f64..=0.97, high in 0.70_f64..=0.97,
    ) {
        let interval = |share| Model::default().interval(memory, Retention::new(share).unwrap());
        prop_assert!(interval(low.min(high)) >= interval(low.max(high)));
        prop_assert!((1..=MAX_INTERVAL).contains(&interval(low)));
    }

    #[test]
    fn any_history_and_parameters_give_a_memory(
        values in prop::collection::vec(-1e9_f64..1e9, 21),
        reviews in prop::collection::vec(repetition(0..4_000_000_u32), 1..30),
    ) {
        let model = Model::new(Parameters::new(&values).unwrap());
        let memory = model.memory(reviews.iter().copied()).unwrap();
        prop_assert!((0.000_999..=36_500.0).contains(&memory.stability));
        prop_assert!((1.0..=10.0).contains(&memory.difficulty));
        prop_assert!((0.0..=1.0).contains(&model.retrievability(memory, 4_000_000)));
        prop_assert_eq!(model.course(reviews).last().copied(), Some(memory));
    }
}
