//! The inverse of a symmetric positive definite matrix, by Cholesky's decomposition.

/// A square matrix, row by row.
pub(super) type Matrix = Vec<Vec<f64>>;

/// The inverse of a symmetric matrix, of which only the lower triangle is read; `None` where it is
/// not positive definite.
pub(super) fn inverse(matrix: &Matrix) -> Option<Matrix> {
    let lower = cholesky(matrix)?;
    let n = matrix.len();
    let mut inverse = vec![vec![0.0; n]; n];
    for (column, row) in inverse.iter_mut().enumerate() {
        row[column] = 1.0;
        solve(&lower, row);
    }
    Some(inverse)
}

/// The lower triangle L with L·Lᵀ = matrix.
fn cholesky(matrix: &Matrix) -> Option<Matrix> {
    let n = matrix.len();
    let mut lower = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = lower[i][..j].iter().zip(&lower[j][..j]).map(|(a, b)| a * b).sum();
            let rest = matrix[i][j] - dot;
            lower[i][j] = if i == j { positive_root(rest)? } else { rest / lower[j][j] };
        }
    }
    Some(lower)
}

fn positive_root(value: f64) -> Option<f64> {
    (value > 0.0 && value.is_finite()).then(|| value.sqrt())
}

/// Turns the right side of L·Lᵀ·x = right into x.
fn solve(lower: &Matrix, right: &mut [f64]) {
    let n = right.len();
    for i in 0..n {
        let dot: f64 = lower[i][..i].iter().zip(&right[..i]).map(|(a, b)| a * b).sum();
        right[i] = (right[i] - dot) / lower[i][i];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|j| lower[j][i] * right[j]).sum();
        right[i] = (right[i] - dot) / lower[i][i];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let matrix = vec![vec![4.0, 1.0, -2.0], vec![1.0, 3.0, 0.5], vec![-2.0, 0.5, 6.0]];
        let inverse = inverse(&matrix).unwrap();
        for (i, row) in matrix.iter().enumerate() {
            for j in 0..3 {
                let product: f64 = row.iter().zip(&inverse).map(|(a, b)| a * b[j]).sum();
                assert!((product - f64::from(u8::from(i == j))).abs() < 1e-14);
            }
        }
        assert!(super::inverse(&vec![vec![1.0, 2.0], vec![2.0, 1.0]]).is_none());
    }
}
