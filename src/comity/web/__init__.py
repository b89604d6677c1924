# SPDX-License-Identifier: EUPL-1.2
"""The web application: a Django project of thin apps over the layers below."""
