"""Compares the Delta tables of a data lake with a snapshot, row for row, by Spark.

    pip install pyspark==4.0.1 delta-spark==4.0.0
    python benchmark/read-lake-with-spark.py LAKE SNAPSHOT

LAKE is a local copy of the folder at data-lake-url, SNAPSHOT the input directory of a run that published it whole. Needs
Java 17; Spark loads the JAR of Delta Lake itself.
"""

import glob
import sys

from delta import configure_spark_with_delta_pip
from pyspark.sql import SparkSession

lake, snapshot = sys.argv[1:]
builder = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.databricks.delta.snapshotPartitions", "2")
    .config("spark.ui.enabled", "false")
)
spark = configure_spark_with_delta_pip(builder).getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
differences = 0
for folder in sorted(glob.glob(f"{lake}/*/_delta_log")):
    table = folder.split("/")[-2]
    files = glob.glob(f"{snapshot}/parquet/{table}/**/*.parquet", recursive=True)
    expected = spark.read.parquet(*sorted(files))
    found = spark.read.format("delta").load(f"{lake}/{table}").select(expected.columns)
    wanted, rows = sorted(map(str, expected.collect())), sorted(map(str, found.collect()))
    differences += rows != wanted
    print(f"{table}: {len(rows)} rows, {'the same' if rows == wanted else 'NOT THE SAME'}")
sys.exit(1 if differences else 0)
