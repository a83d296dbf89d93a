"""The benchmark of pictures: what it invents, and that every record of its site names a picture of its host."""

import http.client
from pathlib import Path

from bench.pictures import host, invent_pictures, make_site, without_pictures
from generator.images.header import read_header
from tests.support.site_kit import Site


def test_invented_pictures_are_of_the_sizes_that_the_web_has(tmp_path: Path) -> None:
    size = invent_pictures(tmp_path / "pictures", 6, seed=1)
    files = sorted((tmp_path / "pictures").iterdir())
    assert len(files) == 6
    assert 100_000 < size / 6 < 500_000
    assert all(read_header(file.read_bytes()).width >= 1000 for file in files)


def test_the_host_sends_them_and_knows_them_again(tmp_path: Path) -> None:
    (tmp_path / "0.jpg").write_bytes(b"a picture")
    with host(tmp_path) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/0.jpg")
        answer = connection.getresponse()
        assert answer.read() == b"a picture"
        connection.request("GET", "/0.jpg", headers={"If-None-Match": answer.headers["ETag"]})
        assert connection.getresponse().status == 304
        connection.close()


def test_records_name_no_picture_but_the_hosts(site: Site) -> None:
    make_site(site.content, 40, 1, port=1)
    site.given["overrides"] = {}
    report = site.build(offline=True, overrides={"images": {"mode": "cache"}})
    assert report.counts.records == 40
    assert report.pictures.counts.later == len(report.pictures.outcomes)
    assert {each.url.rpartition(":")[2].partition("/")[0] for each in report.pictures.outcomes} == {"1"}


def test_only_pictures_are_taken_out_of_a_record() -> None:
    related = "related:\n- title: B\n  images:\n  - url: y\n"
    provider = "provider:\n  name: C\n  images:\n    - url: z\n      width: 3\n  domain: c.example\n"
    head = f"title: A\nimages:\n- url: x\n  width: 3\n{provider}{related}heat: 3"
    assert without_pictures(head) == "title: A\nprovider:\n  name: C\n  domain: c.example\nheat: 3"
