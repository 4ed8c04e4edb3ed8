"""Names that the checks know: pandas' and numpy's methods, modules, builtins."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


FRAME_ATTRIBUTES = words(
    """
    T abs add add_prefix add_suffix agg aggregate align all any apply applymap asfreq asof
    assign astype at at_time attrs axes backfill between_time bfill boxplot clip columns
    combine combine_first compare convert_dtypes copy corr corrwith count cov cummax cummin
    cumprod cumsum describe diff div divide dot drop drop_duplicates droplevel dropna dtypes
    duplicated empty eq equals eval ewm expanding explode ffill fillna filter first
    first_valid_index flags floordiv from_arrow from_dict from_records ge get groupby gt
    head hist iat idxmax idxmin iloc index infer_objects info insert interpolate isetitem
    isin isna isnull items iterrows itertuples join keys kurt kurtosis last last_valid_index
    le loc lt map mask max mean median melt memory_usage merge min mod mode mul multiply
    ndim ne nlargest notna notnull nsmallest nunique pad pct_change pipe pivot pivot_table
    plot pop pow prod product quantile query radd rank rdiv reindex reindex_like rename
    rename_axis reorder_levels replace resample reset_index rfloordiv rmod rmul rolling
    round rpow rsub rtruediv sample select select_dtypes sem set_axis set_flags set_index
    shape shift size skew sort_index sort_values sparse squeeze stack std style sub subtract
    sum swapaxes swaplevel tail take to_clipboard to_csv to_dict to_excel to_feather to_gbq
    to_hdf to_html to_iceberg to_json to_latex to_markdown to_numpy to_orc to_parquet
    to_period to_pickle to_records to_sql to_stata to_string to_timestamp to_xarray to_xml
    transform transpose truediv truncate tz_convert tz_localize unstack update value_counts
    values var where xs ta
    """
)
"""Attributes of a pandas DataFrame, and the accessor of pandas_ta: any other is a column."""

AGGREGATES = words(
    """
    mean max min sum std var median quantile rank mode skew kurt kurtosis sem prod product
    nunique idxmax idxmin argmax argmin argsort describe nlargest nsmallest value_counts
    corr cov mad ptp autocorr
    """
)
"""Methods that fold a whole column into one number, or order it as a whole."""

NUMPY_AGGREGATES = words(
    """
    mean max min sum std var median quantile percentile average ptp amax amin nanmean nanmax
    nanmin nansum nanstd nanvar nanmedian nanquantile nanpercentile argmax argmin nanargmax
    nanargmin corrcoef cov histogram polyfit sort argsort unique
    """
)
"""The same, as functions of numpy."""

SAME_FRAME = words(
    """
    copy dropna fillna ffill bfill pad backfill interpolate reset_index set_index
    sort_values sort_index drop_duplicates astype replace round drop query infer_objects
    convert_dtypes tz_localize tz_convert where mask clip filter reindex set_axis
    """
)
"""Methods of a frame that give it back with the columns it had."""
