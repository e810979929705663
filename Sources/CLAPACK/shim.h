// The routines of BLAS and LAPACK that Kith calls, by their Fortran names: every implementation exports them, and Debian
// installs the C interface with only one of them. The lengths of texts come last and are not seen in the manuals.
#ifndef CLAPACK_SHIM_H
#define CLAPACK_SHIM_H

#include <stddef.h>

/// y := alpha * op(A) * x + beta * y
void dgemv_(const char *trans, const int *m, const int *n, const double *alpha, const double *a, const int *lda,
            const double *x, const int *incx, const double *beta, double *y, const int *incy, size_t);

/// C := alpha * A * A' + beta * C, for one triangle of C
void dsyrk_(const char *uplo, const char *trans, const int *n, const int *k, const double *alpha, const double *a,
            const int *lda, const double *beta, double *c, const int *ldc, size_t, size_t);

/// Solves A * X = B for a positive definite A, which is left as its Cholesky factor
void dposv_(const char *uplo, const int *n, const int *nrhs, double *a, const int *lda, double *b, const int *ldb,
            int *info, size_t);

/// The Cholesky factor of a positive definite A
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t);

/// The inverse of A from its Cholesky factor
void dpotri_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t);

/// OpenBLAS alone has it: a sum over two threads is another sum, and slower for matrices as small as these.
extern void openblas_set_num_threads(int) __attribute__((weak));

static inline void clapack_use_one_thread(void) {
  if (openblas_set_num_threads) openblas_set_num_threads(1);
}

#endif
